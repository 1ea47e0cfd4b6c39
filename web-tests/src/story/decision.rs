//! A change that waits for a decision: requested by terraform, declined on the page, requested again, and accepted.

use crate::browser::{Browser, Kind};
use crate::failure::{Failure, claim};
use crate::story::{Stage, circuit};
use crate::terraform::Terraform;

/// Runs the story.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    let mock = stage.empty_mock()?;
    let terraform = Terraform::prepare(&stage.executables, &mock.base_url)?;
    let browser = Browser::start(Kind::WithoutScripts, &mock.base_url).await?;
    let told = chapters(&browser, &terraform).await;
    browser.end(told).await
}

async fn chapters(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    circuit::turn_up(browser, terraform).await?;
    ask(browser, terraform).await?;
    decline(browser, terraform).await?;
    ask_again(browser, terraform).await
}

/// Requests the change. The apply has a warning, and the plan is empty.
async fn ask(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    let raised = circuit::completed().replace("bandwidth_mbps      = 100", "bandwidth_mbps      = 1000");
    terraform.configure(&raised)?;
    let printed = terraform.apply().await?;
    let warns = printed.contains("Change of bandwidth_mbps of") && printed.contains("waits for");
    claim(warns, || printed.clone())?;
    terraform.plan_is_empty().await?;
    open(browser).await?;
    browser.sees("Waiting changes").await?;
    browser.sees("Twilio: accept the change").await
}

/// Declines the change. The next plan requests it again, and reports the decline.
async fn decline(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    browser.unfold("Decline the change with a reason").await?;
    browser.choose("Declined by", "Data center").await?;
    browser.fill("Reason to decline", "no port of this speed").await?;
    browser.press("Decline the change").await?;
    browser.sees("It was declined.").await?;
    browser.sees("Declined: Bandwidth").await?;
    browser.sees("no port of this speed").await?;
    let planned = terraform.plan_with_changes().await?;
    let shows_both = planned.contains("100 -> 1000") && planned.contains("[TWX324]");
    claim(shows_both, || planned.clone())
}

/// Requests the change again, and accepts it. The plan is empty, and the new value is in service.
async fn ask_again(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    terraform.apply().await?;
    open(browser).await?;
    browser.sees_no("Declined: Bandwidth").await?;
    browser.press("Twilio: accept the change for voice-ashburn").await?;
    browser.sees("new bandwidth in force").await?;
    browser.sees_no("Waiting changes").await?;
    terraform.plan_is_empty().await
}

async fn open(browser: &Browser) -> Result<(), Failure> {
    browser.open("/_mock/").await?;
    browser.follow("voice-ashburn").await
}
