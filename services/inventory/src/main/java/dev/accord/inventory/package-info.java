/**
 * Owns products and stock, and sets stock aside for orders: all of an order or nothing.
 *
 * <p>Start at {@link dev.accord.inventory.InventoryService}. Every decision is one transaction with
 * the event that tells it. Runs on one event loop; may run many times beside itself on the same
 * database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.inventory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
