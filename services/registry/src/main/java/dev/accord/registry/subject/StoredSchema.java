package dev.accord.registry.subject;

import dev.accord.registry.schema.SchemaContent;

/**
 * One version as the log holds it.
 *
 * @param at subject and version
 * @param id unique within the context
 * @param content shared by all versions with that id
 * @param deleted soft deleted: kept, but out of lists, look-ups and checks
 * @param timestamp epoch milliseconds of its newest record; 0 before it is in the log
 */
public record StoredSchema(
    SubjectVersion at, int id, SchemaContent content, boolean deleted, long timestamp) {
  /** Its subject. */
  public Subject subject() {
    return at.subject();
  }

  /** Its number in the subject. */
  public int version() {
    return at.version();
  }

  /** The record that soft deletes it. */
  public RegistryRecord.SchemaPut softDeletion() {
    return new RegistryRecord.SchemaPut(at, id, content, true);
  }

  /** The record that removes it for good. */
  public RegistryRecord.SchemaRemoved removal() {
    return new RegistryRecord.SchemaRemoved(at);
  }
}
