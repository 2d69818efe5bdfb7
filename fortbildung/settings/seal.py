"""What seals certificates, see `certificates/keys.py`."""

SEAL_NAME = "Fortbildung"  # who seals, as viewers of papers show it
SEAL_BACKEND = "pkcs12"  # or "pkcs11", with the four facts of the device
SEAL_DEVICE = {"module": "", "token": "", "key": "", "pin": ""}
SEAL_TIMESTAMPS = ""  # address of an authority that says when a paper was sealed
