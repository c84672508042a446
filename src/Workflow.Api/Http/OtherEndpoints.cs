using MediatR;
using Workflow.Api.Clock;
using Workflow.Api.Features;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Deadlines;
using Workflow.Api.Features.Notices;
using Workflow.Api.Features.Organization;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Http;

/// <summary>Session, organization, ledger, activity, clock: endpoints of one line each.</summary>
internal static class OtherEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", async (SessionBody body, IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new SignIn.Command(body.Email ?? "", body.Password ?? ""), token);
            return TypedResults.NoContent();
        }).Sends<SignIn.Command>().RequireRateLimiting(RateLimits.SignIn);
        api.MapDelete("/session", async (IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new SignOut.Command(), token);
            return TypedResults.NoContent();
        }).Sends<SignOut.Command>();

        api.MapGet("/me", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(await mediator.Send(new Me.Query(), token))).Sends<Me.Query>();
        api.MapGet("/units", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(Page.Whole(await mediator.Send(new UnitList.Query(), token)))).Sends<UnitList.Query>();
        api.MapPost("/units/{unitId:guid}/names", async (Guid unitId, NameBody body, IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new NameUnit.Command(new UnitId(unitId), body.Name ?? ""), token);
            return TypedResults.NoContent();
        }).Sends<NameUnit.Command>();
        api.MapGet("/people", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(Page.Whole(await mediator.Send(new PeopleList.Query(), token)))).Sends<PeopleList.Query>();

        api.MapGet("/summaries", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(await mediator.Send(new SummarySettings.Query(), token)))
            .Sends<SummarySettings.Query>();
        api.MapPut("/summaries", async (SummariesBody body, IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new SetSummaries.Command(body.WeeklyOn, body.MeetingDay), token);
            return TypedResults.NoContent();
        }).Sends<SetSummaries.Command>();
        api.MapGet(
            "/reminders",
            async (IMediator mediator, CancellationToken token, DateOnly? from, DateOnly? to, Guid? subject, Guid? recipient, string? state, int page = 1, int pageSize = 50) =>
                TypedResults.Ok(await mediator.Send(
                    new ReminderLedger.Query(
                        from, to, subject, recipient is { } person ? new PersonId(person) : null, state, page, pageSize),
                    token))).Sends<ReminderLedger.Query>();
        api.MapGet(
            "/reminders/rehearsal",
            async (IMediator mediator, CancellationToken token, int days = 30, int standstill = 0, DateOnly? dayOff = null) =>
                TypedResults.Ok(await mediator.Send(new ReminderRehearsal.Query(days, standstill, dayOff), token))).Sends<ReminderRehearsal.Query>();
        api.MapGet(
            "/reminders/proof",
            async (Guid subject, IMediator mediator, CancellationToken token) =>
                TypedResults.Ok(await mediator.Send(new ReminderProof.Query(subject), token))).Sends<ReminderProof.Query>();
        api.MapGet("/delivery", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(await mediator.Send(new DeliveryHealth.Query(), token))).Sends<DeliveryHealth.Query>();
        api.MapPost("/delivery/timer-check", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(await mediator.Send(new CompareTimers.Query(), token))).Sends<CompareTimers.Query>();
        api.MapPost("/mails/{mailId:guid}/decision", async (Guid mailId, HeldMailBody body, IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new DecideHeldMail.Command(mailId, body.SendAgain), token);
            return TypedResults.NoContent();
        }).Sends<DecideHeldMail.Command>();
        api.MapGet(
            "/notices",
            async (IMediator mediator, CancellationToken token, bool unreadOnly = false, int page = 1, int pageSize = 50) =>
                TypedResults.Ok(await mediator.Send(new NoticeList.Query(unreadOnly, page, pageSize), token))).Sends<NoticeList.Query>();
        api.MapGet("/notices/{noticeId:guid}", async (Guid noticeId, IMediator mediator, CancellationToken token) =>
            TypedResults.Ok(await mediator.Send(new NoticeDetails.Query(noticeId), token))).Sends<NoticeDetails.Query>();
        api.MapPost("/notices/{noticeId:guid}/reading", async (Guid noticeId, IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new ReadNotice.Command(noticeId), token);
            return TypedResults.NoContent();
        }).Sends<ReadNotice.Command>();
        api.MapGet(
            "/activity",
            async (IMediator mediator, CancellationToken token, Guid? subject, int page = 1) =>
                TypedResults.Ok(await mediator.Send(new ActivityLog.Query(subject, page), token))).Sends<ActivityLog.Query>();

        api.MapGet("/clock", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(await mediator.Send(new CurrentClock.Query(), token))).Sends<CurrentClock.Query>();
        api.MapPut("/clock", async (ClockBody body, IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new SetClock.Command(body.Now), token);
            return TypedResults.Ok(await mediator.Send(new CurrentClock.Query(), token));
        }).Sends<SetClock.Command>();
        api.MapPost("/clock/sweep", async (IMediator mediator, CancellationToken token) => TypedResults.Ok(await mediator.Send(new RunSweep.Query(), token))).Sends<RunSweep.Query>();
    }

    internal sealed record SessionBody(string? Email, string? Password);

    internal sealed record NameBody(string? Name);

    internal sealed record HeldMailBody(bool SendAgain);

    internal sealed record SummariesBody(DayOfWeek? WeeklyOn, int? MeetingDay);

    internal sealed record ClockBody(DateTimeOffset Now);
}
