using System.Diagnostics;
using Workflow.Testing.Corpus;

namespace Workflow.Benchmarks;

/// <summary>Prints every report of the corpus to PDF with LibreOffice, into tests/corpus; run after a report was changed.</summary>
internal static class CorpusPrint
{
    public static void Run(string? only)
    {
        var workshop = Directory.CreateTempSubdirectory("workflow-corpus-");
        try
        {
            foreach (var report in CorpusReport.All.Where(report => only is null || report.Name.StartsWith(only, StringComparison.Ordinal)))
            {
                foreach (var layout in CorpusReport.Layouts)
                {
                    File.WriteAllBytes(Path.Combine(workshop.FullName, $"{layout}.docx"), CorpusWord.Write(report, layout));
                }

                string[] written = [.. CorpusReport.Layouts.Select(layout => Path.Combine(workshop.FullName, $"{layout}.docx"))];
                using var office = Process.Start("soffice",
                [
                    $"-env:UserInstallation=file://{workshop.FullName}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", report.Folder, .. written,
                ]);
                office.WaitForExit();
            }
        }
        finally
        {
            workshop.Delete(recursive: true);
        }
    }
}
