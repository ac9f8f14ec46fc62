-- Why a number is withheld is not told any more: of two groups that are, of which one is said to be small
-- and the other not, the total can tell how many are in each.
ALTER TABLE trend DROP CONSTRAINT trend_hidden_check;
UPDATE trend SET hidden = 'withheld' WHERE hidden IS NOT NULL;
ALTER TABLE trend ADD CONSTRAINT trend_withheld CHECK (hidden = 'withheld');
