package dev.accord.cli.report;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.Certainty;
import dev.accord.checks.finding.EventAdvice;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.model.source.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports to print. */
final class SampleReports {
  static final Map<String, FindingReport> ALL =
      Map.of("change", change(), "nothing", nothing(), "hostile", hostile(), "lint", lint());

  private static final String ORDER = "dev.accord.shop.order.OrderCreated";
  private static final String FILE = "contracts/schemas/order/OrderCreated.avsc";

  private SampleReports() {}

  /** A pull request with an error, a warning and a safe change, against two baselines. */
  static FindingReport change() {
    return new FindingReport(
        12,
        List.of("git:main", "released"),
        List.of(scale(), renamed(), added()),
        List.of(
            new EventAdvice(ORDER, Bump.MAJOR, SourceEffect.SILENT),
            new EventAdvice("dev.accord.shop.payment.PaymentFailed", Bump.NONE, SourceEffect.NONE)),
        List.of(
            new RegistryVerdict(
                "orders-" + ORDER, CompatibilityLevel.FULL_TRANSITIVE, true, List.of()),
            new RegistryVerdict(
                "payments-dev.accord.shop.payment.PaymentFailed",
                CompatibilityLevel.BACKWARD,
                false,
                List.of("{errorType:'NAME_MISMATCH', description:'…'}"))),
        Bump.MAJOR);
  }

  /** Twelve events, nothing to say. */
  static FindingReport nothing() {
    return new FindingReport(
        12,
        List.of("git:main"),
        List.of(),
        List.of(),
        List.of(
            new RegistryVerdict(
                "orders-" + ORDER, CompatibilityLevel.FULL_TRANSITIVE, true, List.of())),
        Bump.NONE);
  }

  /** Findings about the contracts as they stand. */
  static FindingReport lint() {
    var rule =
        new Rule(
            "DOC_REQUIRED",
            Axis.DESIGN,
            Severity.WARN,
            "An event, field or symbol has no doc.",
            "Consumers read the schema, not the producer's code. Say what the value means.");
    return FindingReport.lint(
        1,
        List.of(
            Finding.lint(
                rule,
                ORDER,
                "OrderCreated.amount",
                new Location(FILE, 7, 6, 9, 4),
                "OrderCreated.amount has no doc",
                "add \"doc\"",
                Fingerprint.of(rule, ORDER, "OrderCreated.amount"))));
  }

  /** Text that each format has to escape, in every place that can hold text. */
  static FindingReport hostile() {
    return hostile("<b>&\"']]> ::error::% `x` | @team \\ --> \u0001 \ud83d\ude00 \r,:");
  }

  /** The text in every place that can hold text. */
  static FindingReport hostile(String nasty) {
    var rule = new Rule("DEFAULT_CHANGED", Axis.VALUE, Severity.ERROR, nasty, nasty);
    return new FindingReport(
        1,
        List.of(nasty),
        List.of(
            new Finding(
                rule,
                Severity.ERROR,
                Axis.VALUE,
                Set.of(Direction.BACKWARD),
                Certainty.ALTERED,
                nasty,
                nasty,
                nasty,
                new Location("a b/c:d,e%f/ü.avsc", 1, 1, 1, 1),
                Optional.of(new Location("main:a b.avsc", 1, 1, 1, 1)),
                nasty,
                nasty,
                nasty,
                SourceEffect.EDIT,
                List.of(nasty),
                List.of(nasty),
                List.of(nasty),
                Fingerprint.of(rule, nasty, nasty))),
        List.of(new EventAdvice(nasty, Bump.MAJOR, SourceEffect.CLASS)),
        List.of(new RegistryVerdict(nasty, CompatibilityLevel.FORWARD, false, List.of(nasty))),
        Bump.MAJOR);
  }

  private static Finding scale() {
    var rule =
        new Rule(
            "DECIMAL_SCALE_CHANGED",
            Axis.VALUE,
            Severity.ERROR,
            "A decimal's scale changed.",
            "The scale is not on the wire: readers apply their own. Add a new field instead.");
    return new Finding(
        rule,
        Severity.ERROR,
        Axis.VALUE,
        Set.of(Direction.FORWARD, Direction.BACKWARD),
        Certainty.ALTERED,
        ORDER,
        "OrderCreated.amount",
        "OrderCreated.amount",
        new Location(FILE, 8, 5, 8, 28),
        Optional.of(new Location("main:" + FILE, 8, 5, 8, 28)),
        "OrderCreated.amount: every old amount shrinks 100 times",
        "keep scale 2, or add a new field",
        "12.34 is read as 0.1234",
        SourceEffect.SILENT,
        List.of("getAmount() gives scale 4, and gave scale 2"),
        List.of(),
        List.of("git:main", "released"),
        Fingerprint.of(rule, ORDER, "OrderCreated.amount", "2", "4"));
  }

  private static Finding renamed() {
    var rule =
        new Rule(
            "SYMBOLS_REORDERED",
            Axis.SOURCE,
            Severity.WARN,
            "The symbols of an enum stand in another order.",
            "ordinal() and compareTo change. Append new symbols at the end.");
    return new Finding(
        rule,
        Severity.WARN,
        Axis.SOURCE,
        Set.of(),
        Certainty.NONE,
        "dev.accord.shop.payment.PaymentFailed",
        "PaymentFailed.reason",
        "PaymentFailed.reason",
        new Location("contracts/schemas/payment/PaymentFailed.avsc", 4, 9, 6, 10),
        Optional.empty(),
        "PaymentFailed.reason: anything stored by ordinal changes",
        "",
        "",
        SourceEffect.SILENT,
        List.of("Reason.CARD.ordinal() is 1, and was 0"),
        List.of(),
        List.of("released"),
        Fingerprint.of(rule, "dev.accord.shop.payment.PaymentFailed", "PaymentFailed.reason"));
  }

  private static Finding added() {
    var rule =
        new Rule(
            "OPTIONAL_ADDED",
            Axis.BINARY,
            Severity.INFO,
            "An optional field was added.",
            "Safe in both directions.");
    return new Finding(
        rule,
        Severity.INFO,
        Axis.BINARY,
        Set.of(),
        Certainty.NONE,
        ORDER,
        "OrderCreated.couponCode",
        "",
        new Location(FILE, 12, 5, 12, 70),
        Optional.empty(),
        "OrderCreated.couponCode added; safe in both directions",
        "",
        "",
        SourceEffect.ADD,
        List.of("getCouponCode() is new"),
        List.of(),
        List.of("git:main", "released"),
        Fingerprint.of(rule, ORDER, "OrderCreated.couponCode"));
  }
}
