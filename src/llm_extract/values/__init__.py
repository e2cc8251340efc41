"""Reading money, numbers, dates and names out of words, exactly or not at all."""
