package dev.accord.checks.finding;

/** What breaks. */
public enum Axis {
  /** Records in Avro's binary encoding can no longer be read. */
  BINARY("records on the wire"),
  /** Documents in Avro's JSON encoding can no longer be read. */
  JSON("JSON documents"),
  /** Code that uses the generated classes no longer compiles, or does something else. */
  SOURCE("callers of the generated classes"),
  /** Records can be read, but hold or mean another value. */
  VALUE("the value that consumers see"),
  /** Names, keys, subjects: who the event is, and where it goes. */
  IDENTITY("the event's name, key or subject"),
  /** Nothing breaks today; the contract is written in a way that will hurt later. */
  DESIGN("how the contract is written");

  private final String meaning;

  Axis(String meaning) {
    this.meaning = meaning;
  }

  /** What is at stake, for people. */
  public String meaning() {
    return meaning;
  }
}
