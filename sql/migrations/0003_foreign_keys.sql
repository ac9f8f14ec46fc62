-- Only to the key of the person group or to reference tables, never deferrable.
ALTER TABLE policy ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
ALTER TABLE series ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
ALTER TABLE session ADD FOREIGN KEY (series_id) REFERENCES series;
ALTER TABLE person ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
ALTER TABLE exposure ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE line_state ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE alarm ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE crossing ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE need ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE diary ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE diary ADD FOREIGN KEY (session_id) REFERENCES session;
ALTER TABLE feed_revision ADD FOREIGN KEY (person_id) REFERENCES person;
