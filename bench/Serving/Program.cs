using MlOpsDashboard.ServingBench;

// bench/serving [seconds per point] [seconds of the long run] [folder of adult.csv]; "echo address" is the server to compare with; "loop file target" is
// bench/loop.
if (args is ["echo", var address])
{
    await EchoServer.RunAsync(address);
    return 0;
}

if (args is ["loop", var file, var target])
{
    await LoopPart.RunAsync(file, target);
    return 0;
}

return await new ServingRun(BenchOptions.Parse(args)).RunAsync();
