@NullMarked
package dev.accord.model.config;

import org.jspecify.annotations.NullMarked;
