package io.rookery.predictor.curve;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The functions a formula may use. */
enum Function {
  EXP(Math::exp, u -> new Term.Call(exp(), u)),
  LN(Math::log, u -> Term.quotient(Term.ONE, u)),
  LOG10(Math::log10, u -> Term.quotient(new Term.Constant(1 / Math.log(10)), u)),
  SQRT(Math::sqrt, u -> Term.quotient(new Term.Constant(0.5), new Term.Call(sqrt(), u))),
  TANH(
      Math::tanh,
      u ->
          Term.sum(
              Term.ONE,
              Term.negative(new Term.Power(new Term.Call(tanh(), u), new Term.Constant(2))))),
  ATAN(
      Math::atan,
      u -> Term.quotient(Term.ONE, Term.sum(Term.ONE, new Term.Power(u, new Term.Constant(2)))));

  private final DoubleUnaryOperator value;
  private final UnaryOperator<Term> slope;

  Function(DoubleUnaryOperator value, UnaryOperator<Term> slope) {
    this.value = value;
    this.slope = slope;
  }

  double at(double argument) {
    return value.applyAsDouble(argument);
  }

  /** The derivative by its argument, at that argument. */
  Term slope(Term argument) {
    return slope.apply(argument);
  }

  // A constant's own initializer cannot name it.
  private static Function exp() {
    return EXP;
  }

  private static Function sqrt() {
    return SQRT;
  }

  private static Function tanh() {
    return TANH;
  }
}
