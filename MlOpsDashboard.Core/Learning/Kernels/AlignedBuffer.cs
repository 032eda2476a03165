using System.Runtime.InteropServices;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>
/// Memory outside the garbage collector's heap, aligned to a cache line: kernels address it by pointer, and it goes back the moment
/// a fit ends, so that a search of a thousand trials holds the memory of one.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;

    private T* _pointer;

    /// <summary>Takes memory.</summary>
    /// <param name="length">Elements; a cache line more is readable, so that a kernel may load past the end.</param>
    /// <param name="clear">Whether it starts as zeros.</param>
    public AlignedBuffer(long length, bool clear = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = checked((nuint)(length * sizeof(T)) + Alignment);
        _pointer = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        if (clear)
        {
            NativeMemory.Clear(_pointer, bytes);
        }
    }

    ~AlignedBuffer() => Release();

    public long Length { get; }

    public T* Pointer => _pointer;

    /// <summary>The elements, of which there must be fewer than 2³¹.</summary>
    public Span<T> Span => new(_pointer, checked((int)Length));

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        T* pointer = _pointer;
        _pointer = null;
        if (pointer is not null)
        {
            NativeMemory.AlignedFree(pointer);
        }
    }
}
