package dev.accord.stack.service;

import dev.accord.analytics.AnalyticsService;
import dev.accord.inventory.InventoryService;
import dev.accord.notification.NotificationService;
import dev.accord.order.OrderService;
import dev.accord.payment.PaymentService;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.launch.Settings;
import dev.accord.shipping.ShippingService;
import io.vertx.core.VerticleBase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A service that can be started, in a stack or alone. */
public enum KnownService {
  REGISTRY,
  ORDER,
  INVENTORY,
  PAYMENT,
  SHIPPING,
  NOTIFICATION,
  ANALYTICS;

  /** The service of that name. */
  public static Optional<KnownService> named(String name) {
    return Arrays.stream(values()).filter(service -> service.toString().equals(name)).findFirst();
  }

  /** The services of the order system, which the registry is not one of. */
  public static Set<KnownService> ofOrders() {
    return EnumSet.complementOf(EnumSet.of(REGISTRY));
  }

  /** Reads every setting the service needs and opens nothing. */
  public VerticleBase verticle(Settings settings) {
    return switch (this) {
      case REGISTRY -> new RegistryVerticle(RegistryConfig.from(settings));
      case ORDER -> new OrderService(settings);
      case INVENTORY -> new InventoryService(settings);
      case PAYMENT -> new PaymentService(settings);
      case SHIPPING -> new ShippingService(settings);
      case NOTIFICATION -> new NotificationService(settings);
      case ANALYTICS -> new AnalyticsService(settings);
    };
  }

  /** As it is called everywhere. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
