package dev.accord.registry.lead;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;

/**
 * Elects a leader in place of assigning partitions. Kafka's client makes it by reflection and hands
 * it the node's {@link Listener} as a setting.
 */
public final class LeaderAssignor implements ConsumerPartitionAssignor, Configurable {
  static final String LISTENER = "accord.registry.election-listener";

  private Listener listener = new Nobody();

  /** The node that this assignor speaks for; called on the thread of the election. */
  interface Listener {
    /** What to tell the others. */
    Member self();

    /** The outcome of an election. */
    void elected(Member leader, int generation);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    if (settings.get(LISTENER) instanceof Listener given) {
      listener = given;
    }
  }

  @Override
  public String name() {
    return "accord-registry-leader";
  }

  @Override
  public ByteBuffer subscriptionUserData(Set<String> topics) {
    return listener.self().write();
  }

  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
    var members = new ArrayList<Member>();
    group
        .groupSubscription()
        .values()
        .forEach(subscription -> members.add(Member.read(subscription.userData())));
    members.sort(Member.FITTEST_FIRST);
    var leader = members.get(0);
    var assignments = new HashMap<String, Assignment>();
    for (var id : group.groupSubscription().keySet()) {
      assignments.put(id, new Assignment(List.of(), leader.write()));
    }
    return new GroupAssignment(assignments);
  }

  @Override
  public void onAssignment(Assignment assignment, ConsumerGroupMetadata group) {
    listener.elected(Member.read(assignment.userData()), group.generationId());
  }

  /** For a client that was not given a node: never elected by ours. */
  private static final class Nobody implements Listener {
    @Override
    public Member self() {
      throw new IllegalStateException("this assignor serves nodes of the registry only");
    }

    @Override
    public void elected(Member leader, int generation) {
      throw new IllegalStateException("this assignor serves nodes of the registry only");
    }
  }
}
