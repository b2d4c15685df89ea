package io.rookery.predictor.curve;

/**
 * A formula of the epoch x and coefficients p, in double arithmetic, that knows its derivatives. It
 * can do nothing but compute: no names, no calls, no state. Immutable; evaluation allocates
 * nothing.
 */
sealed interface Term {

  /** The value; NaN where it is not defined. */
  double at(double x, double[] p);

  /** The derivative by coefficient {@code i}. */
  Term by(int i);

  Term ZERO = new Constant(0);
  Term ONE = new Constant(1);

  /** A number. */
  record Constant(double value) implements Term {
    @Override
    public double at(double x, double[] p) {
      return value;
    }

    @Override
    public Term by(int i) {
      return ZERO;
    }
  }

  /** The epoch. */
  record Epoch() implements Term {
    @Override
    public double at(double x, double[] p) {
      return x;
    }

    @Override
    public Term by(int i) {
      return ZERO;
    }
  }

  /** Coefficient {@code index}. */
  record Coefficient(int index) implements Term {
    @Override
    public double at(double x, double[] p) {
      return p[index];
    }

    @Override
    public Term by(int i) {
      return i == index ? ONE : ZERO;
    }
  }

  /** left + right. */
  record Sum(Term left, Term right) implements Term {
    @Override
    public double at(double x, double[] p) {
      return left.at(x, p) + right.at(x, p);
    }

    @Override
    public Term by(int i) {
      return sum(left.by(i), right.by(i));
    }
  }

  /** left · right. */
  record Product(Term left, Term right) implements Term {
    @Override
    public double at(double x, double[] p) {
      return left.at(x, p) * right.at(x, p);
    }

    @Override
    public Term by(int i) {
      return sum(product(left.by(i), right), product(left, right.by(i)));
    }
  }

  /** left / right. */
  record Quotient(Term left, Term right) implements Term {
    @Override
    public double at(double x, double[] p) {
      return left.at(x, p) / right.at(x, p);
    }

    @Override
    public Term by(int i) {
      return sum(
          quotient(left.by(i), right), negative(quotient(product(this, right.by(i)), right)));
    }
  }

  /** base^exponent. */
  record Power(Term base, Term exponent) implements Term {
    @Override
    public double at(double x, double[] p) {
      return Math.pow(base.at(x, p), exponent.at(x, p));
    }

    @Override
    public Term by(int i) {
      Term byBase = base.by(i);
      Term byExponent = exponent.by(i);
      Term first =
          product(byBase, product(exponent, new Power(base, sum(exponent, new Constant(-1)))));
      Term second = product(byExponent, product(this, new Call(Function.LN, base)));
      return sum(first, second);
    }
  }

  /** A function of one argument. */
  record Call(Function function, Term argument) implements Term {
    @Override
    public double at(double x, double[] p) {
      return function.at(argument.at(x, p));
    }

    @Override
    public Term by(int i) {
      return product(argument.by(i), function.slope(argument));
    }
  }

  /** a + b, without what adds nothing. */
  static Term sum(Term a, Term b) {
    if (a.equals(ZERO)) {
      return b;
    }
    return b.equals(ZERO) ? a : new Sum(a, b);
  }

  /** a · b, without what multiplies nothing: 0 wins, so that 0 · ln 0 of a derivative is 0. */
  static Term product(Term a, Term b) {
    if (a.equals(ZERO) || b.equals(ZERO)) {
      return ZERO;
    } else if (a.equals(ONE)) {
      return b;
    }
    return b.equals(ONE) ? a : new Product(a, b);
  }

  /** a / b. */
  static Term quotient(Term a, Term b) {
    return a.equals(ZERO) ? ZERO : new Quotient(a, b);
  }

  /** −a. */
  static Term negative(Term a) {
    return product(new Constant(-1), a);
  }
}
