package dev.accord.order.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.order.saga.Happening.Trigger;
import dev.accord.order.saga.Transition.Move;
import dev.accord.order.saga.Transition.Still;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever the other services answer and in whatever order their answers arrive, an order
 * ends, and what it took ends with it.
 *
 * <p>Method: walk every reachable state of one order and three services. Each topic is a queue to
 * each of its readers, so events of one topic keep their order and those of different topics do
 * not. In every state each queue may deliver its head, every deadline may pass, the customer may
 * call the order off, and anything the order has read may arrive again.
 */
class EveryOrderEndsTest {
  /** One order as every service sees it, and the events on their way, by {@code topic>reader}. */
  private record World(
      Phase order,
      String stock,
      String money,
      String parcel,
      TreeMap<String, List<String>> queues,
      Set<Trigger> read) {

    World with(Phase newOrder, String newStock, String newMoney, String newParcel) {
      var copy = new TreeMap<String, List<String>>();
      queues.forEach((queue, events) -> copy.put(queue, new ArrayList<>(events)));
      return new World(
          newOrder,
          newStock,
          newMoney,
          newParcel,
          copy,
          read.isEmpty() ? EnumSet.noneOf(Trigger.class) : EnumSet.copyOf(read));
    }

    World copy() {
      return with(order, stock, money, parcel);
    }

    World stock(String newStock, String told) {
      return with(order, newStock, money, parcel).send(told, "inventory>order", "inventory>pay");
    }

    World money(String newMoney, String told) {
      var next = with(order, stock, newMoney, parcel).send(told, "payments>order");
      return newMoney.equals("charged") ? next : next.send(told, "payments>stock");
    }

    World send(String event, String... to) {
      for (var queue : to) {
        queues.computeIfAbsent(queue, ignored -> new ArrayList<>()).add(event);
      }
      return this;
    }
  }

  @Test
  void inEveryOrderOfEvents() {
    var start =
        new World(Phase.PENDING, "", "", "", new TreeMap<>(), EnumSet.noneOf(Trigger.class))
            .send("OrderCreated", "orders>stock", "orders>pay");
    var seen = new HashSet<World>(Set.of(start));
    var open = new ArrayDeque<World>(Set.of(start));
    var ends = new HashSet<Phase>();
    while (!open.isEmpty()) {
      var world = open.poll();
      if (world.queues().values().stream().allMatch(List::isEmpty)) {
        // Nothing is on its way: but for deadlines, this is how the story ends.
        ends.add(world.order());
        assertSettled(world);
      }
      for (var next : successors(world)) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    assertThat(ends).containsExactlyInAnyOrder(Phase.SHIPPED, Phase.CANCELLED);
    assertThat(seen.size()).isGreaterThan(400);
  }

  private static void assertSettled(World world) {
    if (world.order() == Phase.SHIPPED) {
      assertThat(world.stock() + " " + world.money() + " " + world.parcel())
          .isEqualTo("reserved charged sent");
    } else {
      assertThat(world.order()).as("%s", world).isEqualTo(Phase.CANCELLED);
      assertThat(world.stock()).as("%s", world).isIn("rejected", "released");
      assertThat(world.money()).as("%s", world).isIn("off", "failed", "refunded");
      assertThat(world.parcel()).as("%s", world).isIn("", "refused");
    }
  }

  private static List<World> successors(World world) {
    var next = new ArrayList<World>();
    next.add(toOrder(world, Trigger.DEADLINE));
    next.add(toOrder(world, Trigger.CANCEL));
    for (var again : world.read()) {
      assertThat(Transitions.of(world.order(), again))
          .as("%s %s", again, world)
          .isEqualTo(Still.NOTHING);
    }
    world
        .queues()
        .forEach(
            (queue, events) -> {
              if (!events.isEmpty()) {
                var rest = world.copy();
                var event = events.get(0);
                rest.queues().put(queue, new ArrayList<>(events.subList(1, events.size())));
                next.addAll(deliver(rest, queue.split(">", 2)[1], event));
              }
            });
    return next;
  }

  private static List<World> deliver(World world, String reader, String event) {
    return switch (reader) {
      case "order" -> {
        var trigger =
            EnumSet.allOf(Trigger.class).stream()
                .filter(t -> t.label().equals(event))
                .findFirst()
                .orElseThrow();
        var moved = toOrder(world, trigger);
        moved.read().add(trigger);
        yield List.of(moved);
      }
      case "stock" -> toStock(world, event);
      case "pay" -> toPayment(world, event);
      default -> toShipping(world, event);
    };
  }

  private static World toOrder(World world, Trigger trigger) {
    var transition = Transitions.of(world.order(), trigger);
    assertThat(transition).as("%s %s", trigger, world).isNotEqualTo(Still.CONTRADICTION);
    if (!(transition instanceof Move move)) {
      return world.copy();
    }
    var moved = world.with(move.to(), world.stock(), world.money(), world.parcel());
    return switch (move.to()) {
      case PAID -> moved.send("OrderPaid", "orders>ship");
      case CANCELLED -> moved.send("OrderCancelled", "orders>stock", "orders>pay");
      default -> moved;
    };
  }

  private static List<World> toStock(World world, String event) {
    var called = event.equals("OrderCancelled") && world.stock().isEmpty();
    return switch (event) {
      case "OrderCreated" ->
          world.stock().isEmpty()
              ? List.of(
                  world.stock("reserved", "InventoryReserved"),
                  world.stock("rejected", "InventoryRejected"))
              : List.of(world.stock("rejected", "InventoryRejected"));
      default ->
          called
              ? List.of(world.with(world.order(), "off", world.money(), world.parcel()))
              : List.of(
                  world.stock().equals("reserved")
                      ? world.stock("released", "InventoryReleased")
                      : world);
    };
  }

  private static List<World> toPayment(World world, String event) {
    var charged = world.money().equals("charged");
    return switch (event) {
      case "InventoryReserved" ->
          world.money().isEmpty()
              ? List.of(
                  world.money("charged", "PaymentCompleted"),
                  world.money("failed", "PaymentFailed"))
              : List.of(world);
      case "OrderCancelled", "ShipmentFailed" ->
          charged
              ? List.of(world.money("refunded", "PaymentRefunded"))
              : List.of(
                  world.money().isEmpty()
                      ? world.with(world.order(), world.stock(), "off", world.parcel())
                      : world);
      default -> List.of(world);
    };
  }

  private static List<World> toShipping(World world, String event) {
    assertThat(event).isEqualTo("OrderPaid");
    return List.of(
        world
            .with(world.order(), world.stock(), world.money(), "sent")
            .send("ShipmentCreated", "shipments>order"),
        world
            .with(world.order(), world.stock(), world.money(), "refused")
            .send("ShipmentFailed", "shipments>order", "shipments>pay"));
  }
}
