"""How long in post, what comes due? (thâm niên, nhiệm kỳ, tuổi): pure answers on a given day."""
