# Python's own uuid: identifiers by time, by name and at random.
import uuid

first, second = uuid.uuid1(), uuid.uuid1()
print(first.version, first.variant, first < second or first.time < second.time, first.node == second.node, first != second)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://python.org/"), uuid.uuid4().version)
print(uuid.getnode() == uuid.getnode(), 0 <= uuid.getnode() < 2**48, uuid.uuid1(5, 7).node, uuid.uuid1(5, 7).clock_seq)
print(uuid.UUID("{12345678-1234-5678-1234-567812345678}").fields, uuid.UUID(int=5).hex)
