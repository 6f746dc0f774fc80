# SPDX-License-Identifier: GPL-3.0-or-later
# Accounts: classes, exceptions, properties.
class BankError(Exception): pass
class NotEnough(BankError):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance}, not {amount}")
        self.missing = amount - account.balance
class Account:
    count = 0
    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.log = owner, balance, []
        Account.count += 1
    @property
    def balance(self): return self._balance
    def deposit(self, amount):
        if amount <= 0:
            raise BankError(f"cannot deposit {amount}")
        self._balance += amount
        self.log.append(("in", amount))
    def withdraw(self, amount):
        if amount > self._balance:
            raise NotEnough(self, amount)
        self._balance -= amount
        self.log.append(("out", amount))
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self._balance})"
    def __lt__(self, other): return self._balance < other._balance
class Savings(Account):
    rate = 5
    def interest(self): self.deposit(self._balance * self.rate // 100)
def transfer(source, target, amount):
    try:
        source.withdraw(amount)
        target.deposit(amount)
    except NotEnough as e:
        print("refused:", e, e.missing)
        return False
    else:
        return True
    finally:
        print("tried", amount)
ada, bob = Account("Ada", 100), Savings("Bob")
print(transfer(ada, bob, 30), transfer(ada, bob, 500), ada, bob, ada.log, bob.log)
bob.deposit(70)
bob.interest()
print(bob, max(ada, bob), sorted([ada, bob]), Account.count)
for f in (lambda: ada.deposit(-5)), (lambda: setattr(ada, "balance", 9)):
    try:
        f()
    except (BankError, AttributeError) as e:
        print(type(e).__name__, e)
