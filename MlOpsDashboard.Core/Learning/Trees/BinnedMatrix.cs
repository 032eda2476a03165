using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// The features as bins. Features that can split lie in groups of up to 16, row by row within a group (8 or 16 bytes a row), so that
/// one pass over the rows of a leaf fills the histograms of a whole group while they stay in the nearest cache. Groups are the
/// unit of parallel work.
/// </summary>
internal sealed unsafe class BinnedMatrix : IDisposable
{
    private const int WidestGroup = 16;
    private const int NarrowStride = 8;
    private const int RowsPerBlock = 4096;

    private readonly AlignedBuffer<byte>[] _groups;
    private readonly bool[] _missing;

    /// <summary>Maps a matrix.</summary>
    /// <param name="features">The values.</param>
    /// <param name="mappers">One for each feature.</param>
    /// <param name="team">Shares the work.</param>
    public BinnedMatrix(FeatureMatrix features, BinMapper[] mappers, WorkerTeam team)
    {
        Rows = features.Rows;
        Mappers = mappers;
        SlotFeatures = [.. Enumerable.Range(0, mappers.Length).Where(feature => mappers[feature].BinCount > 0)];
        int slots = SlotFeatures.Length;
        int groups = GroupCount(slots);
        _missing = new bool[slots];
        _groups = new AlignedBuffer<byte>[groups];
        GroupStarts = new int[groups + 1];
        for (int group = 0; group < groups; group++)
        {
            GroupStarts[group + 1] = (int)((long)slots * (group + 1) / groups);
            _groups[group] = new AlignedBuffer<byte>((long)Rows * Stride(group), clear: true);
        }

        int blocks = (Rows + RowsPerBlock - 1) / RowsPerBlock;
        var missing = new byte[Math.Max(1, slots * blocks)];
        team.Run(groups * blocks, item => FillBlock(features, item / blocks, item % blocks, blocks, missing));
        for (int slot = 0; slot < slots; slot++)
        {
            _missing[slot] = missing.AsSpan(slot * blocks, blocks).Contains((byte)1);
        }
    }

    public int Rows { get; }

    public BinMapper[] Mappers { get; }

    /// <summary>The feature of each slot; a slot is a column of bins. Features without any value have none.</summary>
    public int[] SlotFeatures { get; }

    /// <summary>The first slot of each group, and the number of slots at the end.</summary>
    public int[] GroupStarts { get; }

    public int Groups => _groups.Length;

    public int Slots => SlotFeatures.Length;

    /// <summary>Finds bins and maps in one.</summary>
    public static BinnedMatrix Build(FeatureMatrix features, int maxBins, WorkerTeam team)
    {
        var mappers = new BinMapper[features.Width];
        team.Run(features.Width, feature => mappers[feature] = BinFinder.Find(features.Features[feature], features.Column(feature), maxBins));
        return new BinnedMatrix(features, mappers, team);
    }

    public int Stride(int group) => GroupStarts[group + 1] - GroupStarts[group] <= NarrowStride ? NarrowStride : WidestGroup;

    public byte* GroupData(int group) => _groups[group].Pointer;

    public BinMapper Mapper(int slot) => Mappers[SlotFeatures[slot]];

    /// <summary>Whether any row lacks the slot's feature.</summary>
    public bool HasMissing(int slot) => _missing[slot];

    /// <summary>The first row's bin of a slot; the next row's is a stride further.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public byte* Column(int slot, out int stride)
    {
        int group = 0;
        while (GroupStarts[group + 1] <= slot)
        {
            group++;
        }

        stride = Stride(group);
        return _groups[group].Pointer + (slot - GroupStarts[group]);
    }

    public void Dispose()
    {
        foreach (AlignedBuffer<byte> group in _groups)
        {
            group.Dispose();
        }
    }

    /// <summary>An even number of groups where there are few, so that two or four threads have the same share.</summary>
    private static int GroupCount(int slots)
    {
        int groups = (slots + WidestGroup - 1) / WidestGroup;
        return groups < 8 ? Math.Min(slots, groups + (groups & 1)) : groups;
    }

    private void FillBlock(FeatureMatrix features, int group, int block, int blocks, byte[] missing)
    {
        int begin = block * RowsPerBlock;
        int count = Math.Min(RowsPerBlock, Rows - begin);
        int stride = Stride(group);
        Span<byte> bins = stackalloc byte[RowsPerBlock];
        for (int slot = GroupStarts[group]; slot < GroupStarts[group + 1]; slot++)
        {
            int feature = SlotFeatures[slot];
            if (Mappers[feature].Map(features.Column(feature).Slice(begin, count), bins))
            {
                missing[(slot * blocks) + block] = 1;
            }

            byte* to = _groups[group].Pointer + ((long)begin * stride) + (slot - GroupStarts[group]);
            for (int i = 0; i < count; i++)
            {
                to[(long)i * stride] = bins[i];
            }
        }
    }
}
