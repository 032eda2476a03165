using MlOpsDashboard.Bench;

// bench/explain [folder of the sample data]
if (args is ["explain", var folder])
{
    return ExplainRun.Run(folder);
}

// bench/drift speed; bench/drift log ROWS [sketches]
if (args is ["drift", "speed"])
{
    return DriftSpeed.Run();
}

if (args is ["drift", "log", var many, ..])
{
    return await DriftLogRun.RunAsync(int.Parse(many), isLogged: args is not [.., "sketches"]);
}

// bench/peers [repeats] [threads] [rows of the synthetic set]
int repeats = args.Length > 0 ? int.Parse(args[0]) : 5;
int threads = args.Length > 1 ? int.Parse(args[1]) : Math.Min(2, Environment.ProcessorCount);
int rows = args.Length > 2 ? int.Parse(args[2]) : 1_250_000;
return new PeerRun(repeats, threads, rows).Run();
