"""Reads totals and dates out of the text that the model gives for a receipt."""
import re
from dataclasses import dataclass

AMOUNT = re.compile(r"(\d{1,6})[.,](\d{2})\b")
DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass
class Receipt:
    total_cents: int
    day: str


def parse_receipt(text):
    amounts = [int(whole) * 100 + int(cents) for whole, cents in AMOUNT.findall(text)]
    found = DATE.search(text)
    return Receipt(total_cents=max(amounts, default=0), day="-".join(found.groups()) if found else "")
