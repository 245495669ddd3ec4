"""The zoo: small functions, one feature of the language each; tests/test_zoo.py runs them all."""
