namespace MlOpsDashboard.Tests.Core.Statistics.Sequential;

/// <summary>
/// The streams that river tests its own detectors with, and three more. Those of its <c>river/drift/test_drift_detectors.py</c> come from numpy's
/// legacy generator (<c>numpy.random.seed(12345)</c>) and are written down here; those of its documentation come from Python's generator.
/// </summary>
internal static class ReferenceStreams
{
    // numpy.random.randint(2, size=1000), four a digit, and then numpy.random.randint(8, size=1000).
    private const string Bits =
        "74b6e3a7df99ef69ca30227e25465364f14d5d181ca9b64f6e0e54271b413e23d6cba80227fe41da87cd9273b0e6fa9caf1093afe3b97a02d60b4db5"
        + "a01093c175968994d6789673e067ed6845deb7c5b4b810db6a9eb88822ca57e78351772d26abb79ce155ecd731707f353a9d6fa1b2de92c028168b41"
        + "ec1597524b";

    private const string Digits =
        "345571243170221131406641467750262137534320303005772535230544255727672761267177426602032130331701734255572165314743115303"
        + "622674575643264762143570021152113323427553513761504024457175270162425671353006513516254043675730456200674577030576371346"
        + "042325270374635324140536652141260300505703727515072405736074776722266502364305611750446627136470537006776240202510050264"
        + "452105474230246156510671613323320240002143250170144165727273136167713443176200042760107670262736376743772762743206254336"
        + "475250373337201435553113071243322206240370506631112000502642533605222435202367002730737561570517516423444650742656520156"
        + "323312551135252021132501044535172456635225267133634504737020361131415405650153723502664666025156757446304432616444540240"
        + "017145515374030755443152053217214350003742300162150466343376602670503110220601165356111532723257632677317216222175171241"
        + "703620527762317046720241555055214035347460654675602710342470547153516073050703264235410552603176330155664522423646233717"
        + "6547376002764426410505007777777635071343";

    // 1,000 times numpy.random.binomial(1, 0.2), then 1,000 times (1, 0.8).
    private const string Rise =
        "8210e02182a004300a01800d601090840040421c022ce200009020000001050c000606100080588800290001000221024480800e0b40201084001080"
        + "8251d0002838a2981020052400202260008017100140d1003840070220aa001460004420218033002004020817148021c240017080420093c1d00140"
        + "1308038860c7ab733eb73decb7d7bfeff9fdfef7ff5efebffe678df7fcf9f7e6ffeffff7b9df7f7fbcfffbdffe7efe4ff677eecde4fdaedeb33fff6f"
        + "1ffcfbceffffff7edfef96ffdfbef6fe6f5fdfdeff97fffdfff7dfedffbffb55fffefdffff4f6fdfef25f7bf7fd3fc2fdffffefffddff1efff7cbffd"
        + "b2d5fbfdf9ab7d7feddd";

    // numpy.random.normal(m, 0.1, 500) > 0 for m = 0, 0.25, 0, 0.25.
    private const string Turns =
        "4fef267c1506f66b81e1bd77b0358a320f968d2615e821c0f3a03564f4472aa21516602956d8e36b6624b9e0f1e48e58e755ef3041f34f73494a5e51"
        + "d996ffffffbffffffffffffffffffffffffffffffffffdfffffffffffffffffffffffffffffffffffffffffffffff7ffffffffffffffffffffffffff"
        + "ffffffffff46e6c3b23408512d7125506e049efe6ee7024985a82043544fc08af401092ef5fe265991fafb08502b4ba1e3550cba48c259dd113f6dd9"
        + "d01cba4c2be10d7fffffffefffffffffffffffffeffffffffffffffffffffffffffffffffffffffffffffdffffffffffffffffffffffffffffffffff"
        + "fffffffffffffffffffd";

    /// <summary>river's data_stream_1.</summary>
    public static double[] Numbers => [.. Unpack(Bits), .. Digits.Select(digit => (double)(digit - '0'))];

    /// <summary>river's data_stream_2.</summary>
    public static double[] ErrorsRise => Unpack(Rise);

    /// <summary>river's data_stream_3.</summary>
    public static double[] ErrorsTurn => Unpack(Turns);

    /// <summary>The stream of river's documentation of ADWIN, KSWIN and Page and Hinkley's test.</summary>
    public static double[] Documented
    {
        get
        {
            var random = new PythonRandom(12345);
            return [.. Choices(random, 0, 2), .. Choices(random, 4, 4)];
        }
    }

    /// <summary>The stream of river's <c>test_adwin_regression.py</c>.</summary>
    public static double[] Steps
    {
        get
        {
            var random = new PythonRandom(42);
            return [.. Choices(random, 0, 2), .. Choices(random, 4, 4), .. Choices(random, 0, 2), .. Choices(random, 4, 4)];
        }
    }

    /// <summary>The stream of river's documentation of the detectors of errors.</summary>
    public static double[] DocumentedErrors
    {
        get
        {
            var random = new PythonRandom(42);
            return [.. Choices(random, 0, 2), .. Errors(random, 1000, _ => 0.7, ones: false)];
        }
    }

    /// <summary>1,000 values each around 0, 1 and -0.5: sums of twelve uniform numbers, nearly normal with a deviation of 1.</summary>
    public static double[] MeanSwitch
    {
        get
        {
            var random = new PythonRandom(7);
            return [.. Normals(random, 0), .. Normals(random, 1), .. Normals(random, -0.5)];
        }
    }

    /// <summary>The share of errors rises from 0.1 to 0.4 between the values 1,500 and 2,500.</summary>
    public static double[] Gradual =>
        Errors(new PythonRandom(8), 4000, row => row < 1500 ? 0.1 : row >= 2500 ? 0.4 : 0.1 + (0.3 * (row - 1500) / 1000));

    /// <summary>The share of errors rises from 0.1 to 0.3 at the value 2,000.</summary>
    public static double[] Sudden => Errors(new PythonRandom(9), 4000, row => row < 2000 ? 0.1 : 0.3);

    // The first values of random.choices(range(from, from + kinds), k=1000).
    private static double[] Choices(PythonRandom random, int from, int kinds) =>
        [.. Enumerable.Range(0, 1000).Select(_ => from + Math.Floor(random.NextDouble() * kinds))];

    // random.choices with weights gives the first choice below its weight; the other streams have an error there.
    private static double[] Errors(PythonRandom random, int count, Func<int, double> share, bool ones = true) =>
        [.. Enumerable.Range(0, count).Select(row => ones ? (random.NextDouble() < share(row) ? 1.0 : 0) : (random.NextDouble() < 1 - share(row) ? 0.0 : 1))];

    private static double[] Normals(PythonRandom random, double mean) =>
        [.. Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(0, 12).Aggregate(0.0, (sum, _) => sum + random.NextDouble()) - 6 + mean)];

    private static double[] Unpack(string digits) =>
        [.. digits.SelectMany(digit => Enumerable.Range(0, 4).Select(bit => (double)((Convert.ToInt32(digit.ToString(), 16) >> (3 - bit)) & 1)))];
}
