package dev.accord.checks.compatibility;

import org.apache.avro.Schema;

/**
 * An earlier version that a change is judged against.
 *
 * @param version its number in the subject
 * @param text its text as stored, shown in messages
 * @param schema the same, parsed
 */
public record Release(int version, String text, Schema schema) {}
