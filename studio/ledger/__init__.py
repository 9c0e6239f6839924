"""The ledger: what is ordered from others, what it costs, and how far each order has come."""
