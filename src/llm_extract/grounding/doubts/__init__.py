"""What speaks against a value whose words stand there: another level, office, side, time or event than the field's."""
