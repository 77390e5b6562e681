/**
 * Consumers that compete record by record: a share group (KIP-932). As many members as one likes
 * read a partition at the same time, in no order.
 *
 * <p>Start at {@link dev.accord.runtime.share.ShareLoop}. Work runs on the event loop that started
 * the loop; only polling and acknowledging run on a thread of its own.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.share;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
