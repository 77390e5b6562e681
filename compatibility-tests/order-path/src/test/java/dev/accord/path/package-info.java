/**
 * The whole path of an order, seen from outside: HTTP, topics and database of a stack that runs in
 * its own process.
 */
@NullMarked
package dev.accord.path;

import org.jspecify.annotations.NullMarked;
