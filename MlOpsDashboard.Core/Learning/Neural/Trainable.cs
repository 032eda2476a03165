using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>Values that training changes, with their gradients and the optimiser's memory.</summary>
internal sealed unsafe class Trainable : IDisposable
{
    private readonly Tensor _first;
    private readonly Tensor _second;
    private readonly bool _decays;

    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="decays">Whether weight decay applies: to weights, not to shifts and scales.</param>
    public Trainable(int rows, int columns, bool decays)
    {
        _decays = decays;
        Values = new Tensor(rows, columns);
        Gradients = new Tensor(rows, columns);
        _first = new Tensor(rows, columns);
        _second = new Tensor(rows, columns);
    }

    public Tensor Values { get; }

    public Tensor Gradients { get; }

    public void Step(int step, double rate, double decay) => AdamKernel.Step(
        Values.Pointer,
        Gradients.Pointer,
        _first.Pointer,
        _second.Pointer,
        Values.Rows * Values.Pitch,
        step,
        (float)rate,
        _decays ? (float)decay : 0);

    public void Dispose()
    {
        Values.Dispose();
        Gradients.Dispose();
        _first.Dispose();
        _second.Dispose();
    }
}
