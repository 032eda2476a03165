namespace MlOpsDashboard.Tests.Core.Statistics.Sequential;

/// <summary>
/// The Mersenne twister of Matsumoto and Nishimura (1998, ACM TOMACS 8, 3), seeded and read as Python's <c>random.Random(seed)</c> is, so that
/// streams and draws are the same as there.
/// </summary>
internal sealed class PythonRandom : Random
{
    private const int Size = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public PythonRandom(uint seed)
    {
        _state[0] = 19650218;
        for (uint i = 1; i < Size; i++)
        {
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i;
        }

        int place = 1;
        for (int k = 0; k < Size; k++)
        {
            _state[place] = (_state[place] ^ ((_state[place - 1] ^ (_state[place - 1] >> 30)) * 1664525)) + seed;
            place = Following(place);
        }

        for (int k = 1; k < Size; k++)
        {
            _state[place] = (_state[place] ^ ((_state[place - 1] ^ (_state[place - 1] >> 30)) * 1566083941)) - (uint)place;
            place = Following(place);
        }

        _state[0] = 0x80000000;
    }

    /// <summary>As <c>random()</c>.</summary>
    public override double NextDouble() => (((Bits() >> 5) * 67108864.0) + (Bits() >> 6)) / 9007199254740992.0;

    /// <summary>As <c>randrange(maxValue)</c>, and as <c>sample</c> draws its places.</summary>
    public override int Next(int maxValue)
    {
        int bits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)maxValue);
        uint drawn = Bits() >> (32 - bits);
        while (drawn >= maxValue)
        {
            drawn = Bits() >> (32 - bits);
        }

        return (int)drawn;
    }

    private int Following(int place)
    {
        if (place < Size - 1)
        {
            return place + 1;
        }

        _state[0] = _state[Size - 1];
        return 1;
    }

    private uint Bits()
    {
        if (_next == Size)
        {
            Twist();
        }

        uint bits = _state[_next++];
        bits ^= bits >> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        return bits ^ (bits >> 18);
    }

    private void Twist()
    {
        for (int i = 0; i < Size; i++)
        {
            uint joined = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Shift) % Size] ^ (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908b0df);
        }

        _next = 0;
    }
}
