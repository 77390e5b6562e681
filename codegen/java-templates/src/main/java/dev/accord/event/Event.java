package dev.accord.event;

import org.apache.avro.specific.SpecificRecord;

/** A fact that a service tells others, with the place its contract gives it. Immutable. */
public interface Event extends SpecificRecord, ContractType {
  /** The topic that carries events of this type; the same for every event of the type. */
  String topic();

  /**
   * The record key: events with the same key keep their order. Never empty; ids are in their
   * canonical text form.
   */
  String key();

  /** The registry subject of the schema: {@code <topic>-<record full name>}. */
  String subject();
}
