/**
 * Which node writes. The nodes are members of one Kafka consumer group; its assignor gives nobody a
 * partition and everybody the address of the leader (decision 2).
 *
 * <p>Start at {@link dev.accord.registry.lead.KafkaElection}, which has a thread of its own; {@link
 * dev.accord.registry.lead.Leadership} tells the outcome and may be asked from any thread. An
 * election is only advice: what keeps a deposed leader from writing is the log.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.lead;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
