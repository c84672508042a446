using SharpFuzz;
using Workflow.Fuzz;

// Throws hostile variations of reports at the readers and the parser; see Driver and Watch for what counts as a find.
//   dotnet Workflow.Fuzz.dll --minutes 10 --seed 1 [--finds FOLDER]   by its own mutations, guided by coverage where assemblies are instrumented
//   dotnet Workflow.Fuzz.dll FILE…                                    runs these inputs once, to look at finds again
//   afl-fuzz -i SEEDS -o OUT -- dotnet Workflow.Fuzz.dll --afl         under AFL++, with instrumented assemblies
//   dotnet Workflow.Fuzz.dll --hostile tests/hostile                  writes the folder of hostile inputs anew
//   dotnet Workflow.Fuzz.dll --libfuzzer                              the same under libfuzzer-dotnet
switch (args)
{
    case ["--afl"]:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var content = new MemoryStream();
            stream.CopyTo(content);
            Target.Read(content.ToArray());
        });
        return 0;
    case ["--libfuzzer"]:
        Fuzzer.LibFuzzer.Run(content => Target.Read(content.ToArray()));
        return 0;
    case ["--hostile", var folder]:
        return Hostile.Write(folder);
    case ["--drive", ..]:
        return new Driver(args).Run();
    case [not "--minutes" and not "--seed" and not "--finds", ..]:
        return Driver.Repeat(args);
    default:
        return Watch.Run(args);
}
