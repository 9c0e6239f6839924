"""What people type: one module per kind of work, each command a thin face over the production office."""
