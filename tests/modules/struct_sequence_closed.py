# refused: cannot set 'n_sequence_fields' attribute of immutable type 'stat_result'
# How many items it has is no program's to say: python3 lets it, and is lost then.
import os
os.stat_result.n_sequence_fields = 1000
