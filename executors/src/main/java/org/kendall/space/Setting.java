package org.kendall.space;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a person may set in a job file: it documents a record component, and the record itself, for
 * {@code kendall describe}, and gives the value of what a job file leaves out.
 *
 * <p>Component names become keys in snake case: {@code batchSize} is {@code batch_size}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Setting {
  /** One sentence: what it is or does. */
  String value();

  /** The unit of a number, such as {@code seconds}; empty where there is none. */
  String unit() default "";

  /** The default, as it would be written in YAML; {@link #REQUIRED} where a job must give it. */
  String byDefault() default REQUIRED;

  /** Stands for "no default". */
  String REQUIRED = "\0";
}
