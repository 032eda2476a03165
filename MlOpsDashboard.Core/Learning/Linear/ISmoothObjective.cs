namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>A smooth convex function that <see cref="Lbfgs"/> minimises.</summary>
internal interface ISmoothObjective
{
    /// <summary>The number of variables.</summary>
    int Dimension { get; }

    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="point"><see cref="Dimension"/> values.</param>
    /// <param name="gradient">Overwritten with <see cref="Dimension"/> values.</param>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient);
}
