package dev.accord.event;

/**
 * Marks a class as generated from a contract. Avro may load and instantiate such a class by the
 * name it finds in a schema (see {@link ContractTypesTrusted}), so nothing else should implement
 * it.
 */
public interface ContractType {}
