namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Finds contributions for rows of encoded features. Immutable; safe for concurrent calls.</summary>
internal interface IRowExplainer
{
    /// <summary>How.</summary>
    ExplanationMethod Method { get; }

    /// <summary>In which unit.</summary>
    ExplanationSpace Space { get; }

    /// <summary>What one row costs, in steps of some nanoseconds; for the choice of how many rows to explain.</summary>
    long Cost { get; }

    /// <summary>What is answered when nothing is known.</summary>
    /// <param name="output">The class, or 0.</param>
    double BaseValue(int output);

    /// <summary>Explains a row.</summary>
    /// <param name="row">The encoded features.</param>
    /// <param name="output">The class, or 0.</param>
    /// <param name="contributions">Takes one value a source column; what it held before is lost.</param>
    /// <returns>The row's output.</returns>
    double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions);
}
