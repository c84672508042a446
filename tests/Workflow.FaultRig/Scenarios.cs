using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Workflow.MailCatcher;
using Workflow.Testing;

namespace Workflow.FaultRig;

/// <param name="Rows">The faults of the table it stands for.</param>
/// <param name="Quick">Runs with the other tests; the others take longer.</param>
public sealed record Scenario(string Name, string Rows, bool Quick, Func<Rig, Task> Strike)
{
    public int Heads { get; init; } = 40;

    public int Tasks { get; init; } = 2;
}

/// <summary>Each does something to the running system and lets it recover; the ledgers are looked at afterwards.</summary>
public static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("killed-again-and-again", "1, 16", Quick: true, rig => KillAgainAndAgain(rig, kills: 4)) { Heads = 80 },
        new("killed-fifty-times", "1, 16", Quick: false, rig => KillAgainAndAgain(rig, kills: 50)) { Heads = 1200 },
        new("killed-before-the-message", "2", Quick: false, rig => KillAt(rig, SmtpStep.Sender)) { Heads = 8 },
        new("killed-within-the-message", "2", Quick: false, rig => KillAt(rig, SmtpStep.MessageReceived)) { Heads = 8 },
        new("killed-after-the-message", "2", Quick: true, rig => KillAt(rig, SmtpStep.MessageKept)) { Heads = 8 },
        new("killed-before-settling", "2", Quick: false, KillBeforeSettling) { Heads = 8 },
        new("stopped-past-the-lease", "3", Quick: true, StopPastTheLease) { Heads = 8 },
        new("killed-while-steps-come", "4", Quick: false, KillWhileStepsCome) { Heads = 30, Tasks = 40 },
        new("database-crashes", "5", Quick: false, rig => StopDatabase(rig, "immediate")) { Heads = 120 },
        new("database-restarts", "5", Quick: false, rig => StopDatabase(rig, "fast")) { Heads = 120 },
        new("disk-full", "6", Quick: false, DiskFull),
        new("line-cut-at-commit", "7", Quick: true, CutAtCommit) { Heads = 4 },
        new("rows-locked-and-lines-cut", "8", Quick: false, LockRows),
        new("server-in-a-bad-mood", "9, 10, 11", Quick: false, BadMood) { Heads = 200 },
        new("server-hangs", "12", Quick: false, Hang) { Heads = 12 },
        new("line-half-open", "12", Quick: false, HalfOpen) { Heads = 12 },
        new("server-away", "13", Quick: false, ServerAway) { Heads = 60 },
        new("encryption-stripped", "14", Quick: false, StripEncryption) { Heads = 8 },
        new("poison", "15", Quick: false, Poison),
        new("scheduler-locked", "17", Quick: false, LockScheduler) { Heads = 8 },
        new("clock-jumps", "18, 20", Quick: false, JumpClock) { Heads = 12 },
        new("done-while-the-server-is-away", "22", Quick: false, DoneMeanwhile) { Heads = 12 },
        new("four-nodes-sweep-at-once", "16", Quick: false, FourNodes) { Heads = 100 },
    ];

    private static async Task KillAgainAndAgain(Rig rig, int kills)
    {
        await rig.RunAsync(2);
        rig.MailLine.Delay = TimeSpan.FromMilliseconds(4);
        var mood = new Random(rig.Random.Next());
        rig.Mail.Behaviour = moment =>
        {
            lock (mood)
            {
                return moment.Step switch
                {
                    SmtpStep.Recipient when mood.Next(100) < 3 => Strike(rig, "451", SmtpReaction.Reply("451 4.3.0 Thử lại sau")),
                    SmtpStep.MessageKept when mood.Next(100) < 1 => Strike(rig, "dropped after the message", SmtpReaction.Drop),
                    _ => null,
                };
            }
        };
        await rig.MorningAsync();
        await Rig.UntilAsync(() => Task.FromResult(rig.Mail.Messages.Count > 2));
        for (var kill = 0; kill < kills && await MailsLeft(rig) > 0; kill++)
        {
            await Task.Delay(rig.Random.Next(60, 400));
            var node = rig.Nodes[kill % 2];
            if (!await Rig.UntilAsync(async () => await node.ReadyAsync() is not null, seconds: 20))
            {
                throw new InvalidOperationException("A node does not come back: " + node.Log);
            }

            await Task.Delay(rig.Random.Next(0, 250));
            await node.KillAsync();
            rig.Struck("kill -9");
            node.Start();
        }
    }

    /// <summary>The program dies when the server has come to a certain point with the fourth mail.</summary>
    private static async Task KillAt(Rig rig, SmtpStep step)
    {
        await rig.RunAsync(1);
        var seen = 0;
        var killed = new TaskCompletionSource();
        rig.Mail.Behaviour = moment =>
        {
            if (moment.Step != step || Interlocked.Increment(ref seen) != 4)
            {
                return null;
            }

            rig.Struck($"kill -9 at {step}");
            _ = rig.Nodes[0].KillAsync().ContinueWith(_ => killed.SetResult(), TaskScheduler.Default);
            return SmtpReaction.Hang;
        };
        await rig.MorningAsync();
        await killed.Task;
        rig.Mail.Behaviour = null;
        await rig.Nodes[0].StartedAsync();
    }

    /// <summary>The server has answered, and the program dies waiting to write that down.</summary>
    private static async Task KillBeforeSettling(Rig rig)
    {
        await rig.RunAsync(1);
        await using var holder = new NpgsqlConnection(rig.ConnectionString);
        await holder.OpenAsync();
        NpgsqlTransaction? hold = null;
        rig.Mail.Behaviour = moment =>
        {
            if (moment.Step is SmtpStep.MessageKept && hold is null && rig.Mail.Messages.Count == 4)
            {
                hold = holder.BeginTransaction();
                using var take = new NpgsqlCommand("select from mail where state = 'sending' for update", holder);
                take.ExecuteNonQuery();
            }

            return null;
        };
        await rig.MorningAsync();
        if (!await Rig.UntilAsync(() => Task.FromResult(hold is not null)))
        {
            return;
        }

        await Task.Delay(500);
        await rig.Nodes[0].KillAsync();
        rig.Struck("kill -9 before settling");
        rig.Mail.Behaviour = null;
        await hold!.RollbackAsync();
        await rig.Nodes[0].StartedAsync();
    }

    /// <summary>A node stands still with a mail in its hands until another has taken it over, and then goes on.</summary>
    private static async Task StopPastTheLease(Rig rig)
    {
        await rig.RunAsync(1);
        var stopped = false;
        rig.Mail.Behaviour = moment =>
        {
            if (moment.Step is SmtpStep.MessageKept && !stopped)
            {
                stopped = true;
                rig.Nodes[0].Signal("STOP");
                rig.Struck("SIGSTOP");
            }

            return null;
        };
        await rig.MorningAsync();
        await Rig.UntilAsync(() => Task.FromResult(stopped));
        await rig.RunAsync(1);
        await Rig.UntilAsync(async () => await rig.CountAsync("select count(*) from mail where fence > 1 and state = 'sent'") > 0);
        rig.Nodes[0].Signal("CONT");
        if (!await Rig.UntilAsync(() => Task.FromResult(rig.Nodes[0].Log.Contains("was taken over by another process", StringComparison.Ordinal)), seconds: 20))
        {
            throw new InvalidOperationException("The node that stood still was not fenced off.");
        }

        rig.Struck("fenced off");
    }

    private static async Task KillWhileStepsCome(Rig rig)
    {
        await rig.ExecuteAsync(
            """
            create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.002); return new; end $$;
            create trigger slow before insert on reminder for each row execute function slow()
            """);
        await rig.RunAsync(2);
        await rig.MorningAsync();
        for (var kill = 0; kill < 4; kill++)
        {
            var node = rig.Nodes[kill % 2];
            await Rig.UntilAsync(async () => await rig.CountAsync("select count(*) from pg_stat_activity where query ilike '%insert into reminder%' and state = 'active'") > 0, seconds: 8);
            await Task.Delay(rig.Random.Next(10, 300));
            await node.KillAsync();
            rig.Struck("kill -9");
            await node.StartedAsync();
        }

        await rig.ExecuteAsync("drop trigger slow on reminder");
    }

    private static async Task StopDatabase(Rig rig, string mode)
    {
        await rig.RunAsync(2);
        rig.MailLine.Delay = TimeSpan.FromMilliseconds(5);
        await rig.MorningAsync();
        await Rig.UntilAsync(() => Task.FromResult(rig.Mail.Messages.Count > 10));
        await rig.Postgres.StopServerAsync(mode);
        rig.Struck($"database down ({mode})");
        await Task.Delay(rig.Random.Next(1000, 3000));
        if (await rig.Nodes[0].ReadyAsync() is HttpStatusCode.ServiceUnavailable)
        {
            rig.Struck("health red");
        }

        await rig.Postgres.StartServerAsync();
        NpgsqlConnection.ClearAllPools();
        if (!await Rig.UntilAsync(async () => await rig.Nodes[0].ReadyAsync() is HttpStatusCode.OK && await rig.Nodes[1].ReadyAsync() is HttpStatusCode.OK))
        {
            throw new InvalidOperationException("The health check stays red.");
        }

        Require(rig.Nodes.TrueForAll(node => node.Lives), "A node ended with the database.");
    }

    private static async Task DiskFull(Rig rig)
    {
        await rig.ExecuteAsync(
            """
            create sequence refused;
            create function refuse() returns trigger language plpgsql as $$
            begin perform nextval('refused'); raise exception using errcode = '53100', message = 'could not extend file: No space left on device'; end $$;
            create trigger refuse before insert on reminder for each row execute function refuse();
            create trigger refuse before update on mail for each row execute function refuse()
            """);
        await rig.RunAsync(2);
        await rig.MorningAsync();
        await Rig.UntilAsync(async () => await rig.CountAsync("select last_value from refused") > 3);
        for (var times = await rig.CountAsync("select last_value from refused"); times > 0; times--)
        {
            rig.Struck("53100");
        }

        await rig.ExecuteAsync("drop trigger refuse on reminder; drop trigger refuse on mail");
        var resumed = Stopwatch.StartNew();
        await Rig.UntilAsync(() => Task.FromResult(rig.Mail.Messages.Count > 0));
        Require(resumed.Elapsed < TimeSpan.FromMinutes(2), $"Sweeps resumed only after {resumed.Elapsed}.");
    }

    /// <summary>The head accepts; the line is cut once the commit is on its way; the same command is sent again.</summary>
    private static async Task CutAtCommit(Rig rig)
    {
        await rig.RunAsync(1);
        var head = rig.Agency.People["tuphap"];
        await rig.Host.GiveAccountAsync(head);
        using (var signedIn = await rig.Nodes[0].Client.PostAsJsonAsync("/api/v1/session", new { head.Email, WorkflowHost.Password }))
        {
            signedIn.EnsureSuccessStatusCode();
        }

        await rig.ExecuteAsync("create table timer_before as table timer");
        foreach (var task in await rig.Plan.TasksAsync())
        {
            var key = Guid.CreateVersion7().ToString();
            rig.DatabaseLine.CutAfter("COMMIT");
            var answers = new List<HttpStatusCode?>();
            for (var attempt = 0; attempt < 6 && answers.LastOrDefault() is not (HttpStatusCode.NoContent or HttpStatusCode.OK); attempt++)
            {
                using var command = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tasks/{task.Id}/acceptance") { Content = JsonContent.Create(new { version = task.Version }) };
                command.Headers.Add("Idempotency-Key", key);
                try
                {
                    using var answer = await rig.Nodes[0].Client.SendAsync(command);
                    answers.Add(answer.StatusCode);
                }
                catch (HttpRequestException)
                {
                    answers.Add(null);
                }
            }

            Require(answers[^1] is HttpStatusCode.NoContent or HttpStatusCode.OK, $"The command was never answered: {string.Join(", ", answers)}.");
            Require(
                await rig.CountAsync($"select count(*) from activity_entry where kind = 'task-accepted' and subject_id = '{task.Id}'") == 1,
                "The command had not exactly one effect.");
        }

        for (var cut = rig.DatabaseLine.Cuts; cut > 0; cut--)
        {
            rig.Struck("cut at COMMIT");
        }

        // The morning's reminder of an unanswered assignment is for other tasks than these: they are put back as they were, with
        // the steps that accepting took away.
        await rig.ExecuteAsync(
            "update task set state = 'Assigned' where state = 'Accepted'; delete from timer; insert into timer select * from timer_before; drop table timer_before");
        await rig.MorningAsync();
    }

    private static async Task LockRows(Rig rig)
    {
        await rig.RunAsync(2);
        await rig.MorningAsync();
        await using var holder = new NpgsqlConnection(rig.ConnectionString);
        await holder.OpenAsync();
        for (var time = 0; time < 5; time++)
        {
            await using (var hold = await holder.BeginTransactionAsync())
            {
                await using var take = new NpgsqlCommand("select from timer for update; select from mail for update; select from task for update", holder);
                await take.ExecuteNonQueryAsync();
                rig.Struck("rows locked");
                await Task.Delay(rig.Random.Next(300, 900));
                await hold.RollbackAsync();
            }

            rig.DatabaseLine.CutAll();
            rig.Struck("lines to the database cut");
            await Task.Delay(rig.Random.Next(100, 500));
        }
    }

    private static async Task BadMood(Rig rig)
    {
        await rig.RunAsync(2);
        var mood = new Random(rig.Random.Next());
        rig.Mail.Behaviour = moment =>
        {
            int dice;
            lock (mood)
            {
                dice = mood.Next(100);
            }

            return moment.Step switch
            {
                SmtpStep.Recipient when moment.Line.Contains("<head7@", StringComparison.Ordinal) => Strike(rig, "550", SmtpReaction.Reply("550 5.1.1 Không có hộp thư")),
                SmtpStep.Recipient when dice < 5 => Strike(rig, "451", SmtpReaction.Reply("451 4.3.0 Thử lại sau")),
                SmtpStep.Sender when dice < 2 => Strike(rig, "421", SmtpReaction.Reply("421 4.3.2 Đang bảo trì")),
                SmtpStep.MessageReceived when dice < 3 => Strike(rig, "452", SmtpReaction.Reply("452 4.3.1 Hết chỗ")),
                SmtpStep.MessageReceived when dice < 5 => Strike(rig, "dropped before keeping", SmtpReaction.Drop),
                SmtpStep.MessageKept when dice < 4 => Strike(rig, "dropped after keeping", SmtpReaction.Drop),
                _ => null,
            };
        };
        await rig.MorningAsync();
        await BringProbesForward(rig);
        Require(await rig.CountAsync("select count(*) from mail where state = 'failed' and to_address like 'head7@%'") == 1, "The refused address has not failed for everybody to see.");
    }

    private static async Task Hang(Rig rig)
    {
        await rig.RunAsync(2);
        SmtpStep[] steps = [SmtpStep.Connected, SmtpStep.Hello, SmtpStep.Recipient, SmtpStep.MessageKept];
        var seen = steps.ToDictionary(step => step, _ => 0);
        rig.Mail.Behaviour = moment =>
        {
            lock (seen)
            {
                return seen.TryGetValue(moment.Step, out var times) && (seen[moment.Step] = times + 1) == 2 ? Strike(rig, $"hangs at {moment.Step}", SmtpReaction.Hang) : null;
            }
        };
        await rig.MorningAsync();
        await BringProbesForward(rig);
    }

    private static async Task HalfOpen(Rig rig)
    {
        await rig.RunAsync(2);
        rig.MailLine.Delay = TimeSpan.FromMilliseconds(5);
        await rig.MorningAsync();
        await Rig.UntilAsync(() => Task.FromResult(rig.Mail.Messages.Count > 1));
        rig.MailLine.HalfOpen = true;
        rig.Struck("half open");
        await Task.Delay(TimeSpan.FromSeconds(Rig.LeaseSeconds + 2));
        rig.MailLine.HalfOpen = false;
        rig.MailLine.CutAll();
        await BringProbesForward(rig);
    }

    private static async Task ServerAway(Rig rig)
    {
        await rig.RunAsync(2);
        rig.MailLine.Refuses = true;
        await rig.MorningAsync();
        await Rig.UntilAsync(async () =>
        {
            await rig.ExecuteAsync("update mail set next_attempt_at = clock_timestamp() where state = 'queued'");
            return await rig.CountAsync("select count(*) from mail_channel where opened_at is not null") > 0;
        });
        for (var refused = rig.MailLine.Cuts; refused > 0; refused--)
        {
            rig.Struck("connection refused");
        }

        var before = rig.MailLine.Cuts;
        await Task.Delay(TimeSpan.FromSeconds(4));
        Require(rig.MailLine.Cuts - before < 12, $"{rig.MailLine.Cuts - before} tries in four seconds while the channel is open.");
        Require(await rig.CountAsync("select coalesce(max(attempt), 0) from mail") == 0, "Attempts of mails were spent on a server that is away.");
        rig.MailLine.Refuses = false;
        await BringProbesForward(rig);
    }

    private static async Task StripEncryption(Rig rig)
    {
        await rig.RunAsync(1, ("Mail__Security", "StartTls"));
        await rig.MorningAsync();
        await Rig.UntilAsync(async () =>
        {
            await rig.ExecuteAsync("update mail set next_attempt_at = clock_timestamp() where state = 'queued'");
            return await rig.CountAsync("select count(*) from mail_channel where opened_at is not null") > 0;
        });
        rig.Struck("no STARTTLS offered");
        Require(rig.Mail.Messages.Count == 0, "Something left in plain text.");
        await rig.Nodes[0].KillAsync();
        await rig.ExecuteAsync("update mail_channel set opened_at = null, failures = 0, next_probe_at = null");
        await rig.RunAsync(1);
    }

    private static async Task Poison(Rig rig)
    {
        await rig.ExecuteAsync(
            $"""
            update person set email = 'khong phai dia chi <' where email = 'head3@rig.example';
            update timer set rung = 'NO-SUCH-RUNG', fire_at = fire_at - interval '1 hour' where id = (select id from timer where rung = 'ACCEPT-LATE' limit 1)
            """);
        rig.Struck("address that is none");
        rig.Struck("step that cannot come");
        await rig.RunAsync(2);
        await rig.ClockAsync(WorkflowHost.At(2024, 9, 11, 7, 31));
        await Rig.UntilAsync(async () => await rig.CountAsync("select count(*) from mail where kind = 'digest' and state in ('sent', 'failed')") == rig.Heads);
        Require(await rig.CountAsync("select count(*) from mail where state = 'failed'") == 1, "The poisoned mail is not failed for everybody to see.");
        await rig.ExecuteAsync("delete from timer where rung = 'NO-SUCH-RUNG'");
        await rig.Host.SendAs(rig.Agency.Administrator, new Api.Features.Deadlines.CompareTimers.Query());
    }

    /// <summary>The scheduler's own lock belongs to nobody: it schedules nothing, and reminders leave all the same.</summary>
    private static async Task LockScheduler(Rig rig)
    {
        await rig.RunAsync(1, ("Jobs__Scheduler", "true"));
        await Rig.UntilAsync(async () => await rig.CountAsync("select count(*) from pg_tables where schemaname = 'hangfire' and tablename = 'lock'") > 0);
        await rig.ExecuteAsync("insert into hangfire.lock (resource, acquired) values ('hangfire:recurring-jobs:lock', now() + interval '1 hour') on conflict do nothing");
        await rig.ExecuteAsync("insert into hangfire.lock (resource, acquired) values ('recurring-jobs:lock', now() + interval '1 hour') on conflict do nothing");
        rig.Struck("scheduler's lock orphaned");
        var begun = Stopwatch.StartNew();
        await rig.MorningAsync();
        await Rig.UntilAsync(() => Task.FromResult(rig.Mail.Messages.Count >= rig.Heads));
        Require(begun.Elapsed < TimeSpan.FromSeconds(60), $"Reminders left only after {begun.Elapsed}.");
    }

    /// <summary>Nothing runs for three working days; then the clock jumps ahead and back.</summary>
    private static async Task JumpClock(Rig rig)
    {
        await rig.RunAsync(2);
        await rig.ClockAsync(WorkflowHost.At(2024, 9, 11, 7, 20));
        await Task.Delay(2500);
        Require(await rig.CountAsync("select count(*) from reminder") == 0, "Something was said early.");
        await rig.ClockAsync(WorkflowHost.At(2024, 9, 11, 7, 31));
        rig.Struck("clock jumps");
        await rig.DrainAsync(TimeSpan.FromSeconds(40));
        await rig.ClockAsync(WorkflowHost.At(2024, 9, 11, 7, 25));
        rig.Struck("clock jumps back");
        await Task.Delay(2500);
        Require(rig.Mail.Messages.Count == rig.Heads, "The jump back said something again.");
    }

    /// <summary>The digests wait for the server; before it is back every task is accepted.</summary>
    private static async Task DoneMeanwhile(Rig rig)
    {
        await rig.RunAsync(2);
        rig.MailLine.Refuses = true;
        await rig.MorningAsync();
        await Rig.UntilAsync(async () => await rig.CountAsync("select count(*) from reminder where state = 'queued'") == rig.Heads * rig.Tasks);
        rig.Struck("server away");
        foreach (var task in await rig.Plan.TasksAsync())
        {
            await rig.Host.SendAs(AgencyCase.ActorOf(rig.Agency.People["tuphap"]), new Api.Features.Tasks.AcceptTask.Command(task.Id, task.Version));
        }

        rig.Struck("tasks accepted meanwhile");
        await Rig.UntilAsync(async () => await rig.CountAsync("select count(*) from mail where state = 'superseded'") == rig.Heads);
        rig.MailLine.Refuses = false;
        await BringProbesForward(rig);
        Require(rig.Mail.Messages.Count == 0, $"{rig.Mail.Messages.Count} reminders of what was done already.");
    }

    private static async Task FourNodes(Rig rig)
    {
        await rig.RunAsync(4);
        await rig.MorningAsync();
        rig.Struck("four nodes at once");
        Require(rig.Nodes.Count(node => node.Lives) == 4, "A node has died.");
        await rig.DrainAsync(TimeSpan.FromSeconds(60));
        Require(rig.Mail.Messages.Count == rig.Heads, $"{rig.Mail.Messages.Count} mails for {rig.Heads} heads without any fault.");
    }

    /// <summary>While the channel is open its next try is due at once, so that a run takes seconds.</summary>
    private static Task BringProbesForward(Rig rig) => Rig.UntilAsync(async () =>
    {
        await rig.ExecuteAsync(
            """
            update mail_channel set next_probe_at = clock_timestamp() where opened_at is not null and next_probe_at > clock_timestamp() + interval '1 second';
            update mail set next_attempt_at = clock_timestamp() where state = 'queued' and next_attempt_at > clock_timestamp()
            """);
        return await rig.CountAsync("select count(*) from reminder") >= rig.Heads * rig.Tasks && await MailsLeft(rig) == 0;
    });

    private static Task<long> MailsLeft(Rig rig) => rig.CountAsync("select (select count(*) from reminder where state in ('planned', 'queued')) + (select count(*) from mail where state in ('queued', 'sending'))");

    private static SmtpReaction Strike(Rig rig, string fault, SmtpReaction reaction)
    {
        rig.Struck(fault);
        return reaction;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
