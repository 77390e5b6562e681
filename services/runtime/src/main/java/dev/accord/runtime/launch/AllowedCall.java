package dev.accord.runtime.launch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A call that is forbidden elsewhere, with the reason why it is right here. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface AllowedCall {
  String value();
}
