"""The source of a function: found, and parsed to exactly its AST."""
