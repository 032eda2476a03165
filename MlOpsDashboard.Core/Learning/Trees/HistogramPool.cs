using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Histograms of all slots, used again and again: a fit takes as many as it has open leaves, once.</summary>
/// <param name="slots">Slots of a histogram.</param>
internal sealed unsafe class HistogramPool(int slots) : IDisposable
{
    private readonly List<AlignedBuffer<long>> _all = [];
    private readonly Stack<nint> _free = new();

    /// <summary>A histogram; its content is undefined.</summary>
    public long* Rent()
    {
        if (_free.TryPop(out nint histogram))
        {
            return (long*)histogram;
        }

        var buffer = new AlignedBuffer<long>((long)slots * HistogramKernel.Cells);
        _all.Add(buffer);
        return buffer.Pointer;
    }

    public void Return(long* histogram) => _free.Push((nint)histogram);

    public void Dispose()
    {
        foreach (AlignedBuffer<long> buffer in _all)
        {
            buffer.Dispose();
        }
    }
}
