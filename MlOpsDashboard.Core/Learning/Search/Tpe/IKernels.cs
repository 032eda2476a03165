namespace MlOpsDashboard.Core.Learning.Search.Tpe;

/// <summary>The kernels of one dimension: one for each observation, in order, and the prior as the last.</summary>
internal interface IKernels
{
    /// <summary>Draws a coordinate from one kernel.</summary>
    /// <param name="kernel">Which.</param>
    /// <param name="random">Chooses.</param>
    double Draw(int kernel, Random random);

    /// <summary>The logarithm of one kernel's density (or probability, where values are discrete) at a coordinate.</summary>
    /// <param name="kernel">Which.</param>
    /// <param name="at">The coordinate.</param>
    double LogDensity(int kernel, double at);
}
