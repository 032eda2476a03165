using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Room for what a row makes of a tree: for each inner node, and a last place that stands for none, numbers for all points.</summary>
internal readonly ref struct PathRoom
{
    /// <summary>Products of the factors above.</summary>
    public readonly ref double Products;

    /// <summary>One divided by the factor of the split above.</summary>
    public readonly ref double Inverses;

    /// <summary>What the split above changes about the leaves below, as a ratio: (o − z) / (o t + z (1 − t)).</summary>
    public readonly ref double Ratios;

    /// <summary>The leaves' weighted products.</summary>
    public readonly ref double Sums;

    /// <summary>The points t.</summary>
    public readonly ref double Point;

    /// <summary>1 − t.</summary>
    public readonly ref double Rest;

    /// <summary>The weights.</summary>
    public readonly ref double Weight;

    private readonly ref double _changes;
    private readonly ref PathSteps _steps;

    /// <summary>Divides the room.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="values">Four times the tree's room.</param>
    /// <param name="changes">For each source a vector of changes.</param>
    /// <param name="steps">For each place where the row goes.</param>
    public PathRoom(PathTree tree, double[] values, double[] changes, PathSteps[] steps)
    {
        (Tree, Points) = (tree, tree.Rule.Points.Length);
        Products = ref values[0];
        Inverses = ref values[tree.Room];
        Ratios = ref values[2 * tree.Room];
        Sums = ref values[3 * tree.Room];
        Point = ref MemoryMarshal.GetArrayDataReference(tree.Rule.Points);
        Rest = ref MemoryMarshal.GetArrayDataReference(tree.Rule.Rests);
        Weight = ref MemoryMarshal.GetArrayDataReference(tree.Rule.Weights);
        _changes = ref MemoryMarshal.GetArrayDataReference(changes);
        _steps = ref MemoryMarshal.GetArrayDataReference(steps);
    }

    /// <summary>The tree.</summary>
    public PathTree Tree { get; }

    /// <summary>How many points.</summary>
    public int Points { get; }

    /// <summary>Sets the root's numbers, and those that stand for none.</summary>
    public void Begin()
    {
        int none = Tree.Inner;
        for (int i = 0; i < Points; i += Vector256<double>.Count)
        {
            Set(ref Products, 0, i, Vector256<double>.One);
            Set(ref Sums, 0, i, Vector256<double>.Zero);
            Set(ref Inverses, none, i, Vector256<double>.One);
            Set(ref Ratios, none, i, Vector256<double>.Zero);
        }

        Step(none) = new PathSteps(-1, 1, 0);
    }

    /// <summary>Where the row goes at a place.</summary>
    /// <param name="place">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PathSteps Step(int place) => ref Unsafe.Add(ref _steps, place);

    /// <summary>Numbers of a place.</summary>
    /// <param name="from">Their kind.</param>
    /// <param name="place">The place.</param>
    /// <param name="i">The first point.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> At(ref double from, int place, int i) => Vector256.LoadUnsafe(ref from, (nuint)((place * Points) + i));

    /// <summary>Sets numbers of a place.</summary>
    /// <param name="to">Their kind.</param>
    /// <param name="place">The place.</param>
    /// <param name="i">The first point.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(ref double to, int place, int i, Vector256<double> numbers) => numbers.StoreUnsafe(ref to, (nuint)((place * Points) + i));

    /// <summary>Adds to the changes of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="change">The change, in parts.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Change(int source, Vector256<double> change)
    {
        ref double to = ref Unsafe.Add(ref _changes, source * Vector256<double>.Count);
        (Vector256.LoadUnsafe(ref to) + change).StoreUnsafe(ref to);
    }
}
