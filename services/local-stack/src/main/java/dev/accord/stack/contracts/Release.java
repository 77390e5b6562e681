package dev.accord.stack.contracts;

/** One released version of a subject's schema, as its file has it. */
public record Release(String subject, int version, String schema) {}
