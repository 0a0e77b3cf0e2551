-- derived: how each meeting that a document tells of was recognised: [["2019-05-14-sochi", ["names …", …]], …]
ALTER TABLE documents ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
