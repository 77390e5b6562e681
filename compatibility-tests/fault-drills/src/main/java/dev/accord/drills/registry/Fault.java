package dev.accord.drills.registry;

/** What is done to a node or a broker. */
enum Fault {
  LEADER_KILLED(false),
  LEADER_PAUSED(false),
  LEADER_CUT_OFF(false),
  LEADER_SILENCED(false),
  LEADER_MUTED(false),
  BROKER_KILLED(true),
  BROKER_PAUSED(true);

  private final boolean needsSeveralBrokers;

  Fault(boolean needsSeveralBrokers) {
    this.needsSeveralBrokers = needsSeveralBrokers;
  }

  boolean isPossible(int brokers) {
    return brokers > 1 || !needsSeveralBrokers;
  }
}
