"""The words all domain questions share: periods, money, findings, life cycles, Vietnamese text."""
