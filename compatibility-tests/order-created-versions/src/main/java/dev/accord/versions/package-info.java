/**
 * A service that writes and reads OrderCreated, built with the event's first version. Its two
 * places that know more of the event are built again with each later one. Start at {@link
 * dev.accord.versions.VersionService}; everything runs on its event loop.
 */
@NullMarked
@CheckReturnValue
package dev.accord.versions;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
