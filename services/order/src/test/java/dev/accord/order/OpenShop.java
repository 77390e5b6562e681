package dev.accord.order;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One shop for every test class that wants one; closed after the last. */
final class OpenShop implements BeforeAllCallback {
  private @Nullable Shop shop;

  @Override
  public void beforeAll(ExtensionContext context) {
    shop =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent(Shop.class, ignored -> open(), Shop.class);
  }

  Shop get() {
    return Objects.requireNonNull(shop);
  }

  private static Shop open() {
    try {
      var shop = Shop.open();
      Shop.until("ready", () -> shop.get("/health/ready").statusCode() == 200);
      Shop.until("six products", () -> Shop.json(shop.get("/products")).size() == 6);
      return shop;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
